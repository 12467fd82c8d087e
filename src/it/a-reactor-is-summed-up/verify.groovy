import groovy.json.JsonSlurper

def logs = new File(basedir, 'build.log').getText('UTF-8').split('Reactor Build Order').drop(1)
def summary = { log ->
    log.readLines().findAll { it.startsWith('[INFO] ') }*.substring(7).dropWhile { !it.startsWith('Metrics of ') }
            .takeWhile { !it.startsWith('Reports: ') }*.replaceAll(' {2,}', ' | ')
}
def beginAs = { lines, expected ->
    assert lines.size() == expected.size() : lines.join('\n')
    [lines, expected].transpose().each { line, beginning -> assert line.startsWith(beginning) }
}
def header = 'module | phases | result | worst finding'
def ingestion = 'ingestion | 1 | passed'
def again = "ingestion:again | 1 | passed | p99 of phase 0 'Ingestion' is 100.5 ms, 50 times its limit of 2 ms"
def scoring = "scoring | 1 | FAILED | p99 of phase 0 'Scoring' is 812 ms, over its limit of 500 ms by 62 %"
def unlimited = 'unlimited | 1 | nothing judged'
def follower = 'follower | 1 | passed'
def broken = 'broken | - | FAILED | 1 mistake in the configuration of metrics-gate: <p99Threshold> is'
def foreign = "foreign | - | NOT VERIFIED | The parameters 'resources', 'outputDirectory' for goal"

assert logs.length == 6
// -fae, and with four threads: the same table in the same order.
logs[0..1].each {
    beginAs(summary(it), [
            'Metrics of 9 modules: 1 passed, 2 failed, 1 nothing judged, 1 not verified, 2 without metrics, 2 skipped',
            header, ingestion, again, scoring, unlimited, broken, foreign])
}
// -fn: what depends on a module that failed is built all the same.
beginAs(summary(logs[2]), [
        'Metrics of 9 modules: 2 passed, 2 failed, 1 nothing judged, 1 not verified, 2 without metrics, 1 skipped',
        header, ingestion, again, scoring, unlimited, follower, broken, foreign])
// The first failure ends the build.
beginAs(summary(logs[3]),
        ['Metrics of 9 modules: 1 passed, 1 failed, 1 without metrics, 6 skipped', header, ingestion, again, scoring])
// -pl: the others are not of this build.
beginAs(summary(logs[4]),
        ['Metrics of 2 modules: 1 passed, 0 failed, 1 nothing judged', header, ingestion, again, unlimited])
// -rf
beginAs(summary(logs[5]), [
        'Metrics of 5 modules: 1 passed, 1 failed, 1 nothing judged, 1 not verified, 1 skipped',
        header, unlimited, follower, broken, foreign])
logs.each { log ->
    assert log.readLines().count { it.contains('Metrics of ') } == 1
    assert log.indexOf('Metrics of ') < log.indexOf('Reactor Summary')
}

// The reports are of the last build.
def reports = new File(basedir, 'target/metrics-gate-reactor')
assert reports.list().sort() == ['TEST-metrics-gate-reactor.xml', 'metrics.txt', 'report.css', 'report.html', 'summary.md',
        'verification.json']
def json = new JsonSlurper().parse(new File(reports, 'verification.json'))
assert json.result == 'failed'
assert json.counts == [modules: 5, passed: 1, failed: 1, nothing_judged: 1, not_verified: 1, only_persisted: 0,
                       without_metrics: 0, skipped: 1]
assert json.modules*.project == ['unlimited', 'follower', 'broken', 'foreign', 'silent'].collect { 'org.example:' + it }
assert json.modules*.module == ['unlimited', 'follower', 'broken', 'foreign', 'silent']
assert json.modules*.result == ['nothing_judged', 'passed', 'failed', 'not_verified', 'skipped']
assert json.modules*.reports == ['../../unlimited/target/metrics-gate', '../../follower/target/metrics-gate', null, null, null]
assert new File(reports, json.modules[1].reports + '/verification.json').canonicalFile ==
        new File(basedir, 'follower/target/metrics-gate/verification.json').canonicalFile
def suite = new groovy.xml.XmlSlurper().parse(new File(reports, 'TEST-metrics-gate-reactor.xml'))
assert suite.@name == 'metrics-gate all modules'
assert suite.testcase*.@name*.text() == ['unlimited', 'follower', 'broken', 'foreign', 'silent'].collect { 'all modules: ' + it }
assert [suite.@tests, suite.@failures, suite.@errors, suite.@skipped]*.text() == ['5', '1', '1', '2']
def page = new File(reports, 'summary.md').getText('UTF-8')
assert page.startsWith('### metrics-gate: FAILED (all modules)\n\n5 modules: 1 passed, 1 failed, 1 nothing judged, 1 not verified,')
assert page.contains('| [`follower`](<../../follower/target/metrics-gate/summary.md>) | 1 | passed |  |')
assert new File(reports, 'metrics.txt').text.contains(
        'metrics_gate_reactor_module_passed{project="org.example:follower",module="follower"} 1\n')
