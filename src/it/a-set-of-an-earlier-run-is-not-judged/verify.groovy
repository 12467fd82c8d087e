import groovy.json.JsonSlurper

def logs = new File(basedir, 'build.log').getText('UTF-8').split('(?m)^.*Scanning for projects.*$').drop(1)
def set = new File(basedir, 'artifacts/plan1').canonicalFile
def sentence = "The set in $set is from an earlier run (2026-01-01T00:00:00Z): this build should have persisted a snapshot but found none,".toString() +
        ' so the set was not judged'

assert logs.length == 5
assert logs[1].contains('[WARNING] ' + sentence)
assert logs[2].contains('[WARNING] ' + sentence)
// Where persist-metrics has not run, the set is what it is.
assert logs[3].contains('p99 of phase 0 \'Load\' is 812 ms, over its limit of 500 ms by 62 %')
assert logs[4].contains('There is no snapshot')
assert new JsonSlurper().parse(new File(basedir, 'kept/verification.json')).result == 'nothing_judged'
assert new File(basedir, 'kept/summary.md').text.contains(sentence)
