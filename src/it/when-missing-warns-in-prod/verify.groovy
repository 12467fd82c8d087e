def log = new File(basedir, 'build.log').getText('UTF-8')

def noSnapshot = 'There is no snapshot ' + new File(basedir, 'target/metrics-snapshot.json')
def noSet = 'There is no metrics set in ' + new File(basedir, 'artifacts/plan1') + ', so 1 threshold was not evaluated'
assert log.readLines().count { it.startsWith('[WARNING]') && it.contains(noSnapshot) } == 1
assert log.readLines().count { it.startsWith('[WARNING]') && it.contains(noSet) } == 0
assert log.readLines().count { it.contains('There is no ') } == 1
assert !new File(basedir, 'artifacts').exists()
