def log = new File(basedir, 'build.log').getText('UTF-8')

def skipped = 'Skipped: <skip> or -Dmetricsgate.skip is true'
assert log.readLines().count { it.endsWith(skipped) } == 1
assert log.readLines().count { it.contains(skipped + ', although there is a snapshot ') } == 1
assert !new File(basedir, 'artifacts').exists()
