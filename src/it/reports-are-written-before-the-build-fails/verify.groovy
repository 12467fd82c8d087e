def log = new File(basedir, 'build.log').getText('UTF-8')

def broken = "p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %" +
        ' (<p99Threshold> in pom.xml:21)'
def warning = 'rss_mb.max of the run is 512.3, over its limit of 500 by 2 % (<thresholds><memory> in pom.xml:23)'
assert log.contains(broken) && log.contains(warning)

def reports = new File(basedir, 'target/metrics-gate')
assert reports.list().sort() == ['TEST-metrics-gate.xml', 'metrics.txt', 'report.css', 'report.html', 'summary.md', 'trend.svg',
        'verification.json']

def module = 'reports-are-written-before-the-build-fails: '
def suite = new groovy.xml.XmlSlurper().parse(new File(reports, 'TEST-metrics-gate.xml'))
assert ['name', 'tests', 'errors', 'failures', 'skipped'].collect { suite["@$it"].text() } == ['metrics-gate reports-are-written-before-the-build-fails', '5', '0', '1', '1']
assert suite.testcase.collect { [it.@classname.text(), it.@name.text(), it.failure.@type.text(), it.failure.@message.text()] } == [
    ['metrics-gate reports-are-written-before-the-build-fails: the files', module + 'the metrics set', '', ''],
    ['metrics-gate reports-are-written-before-the-build-fails: p99Threshold', module + "p99 of phase 0 'Configuration'", '', ''],
    ['metrics-gate reports-are-written-before-the-build-fails: p99Threshold', module + "p99 of phase 1 'Ingestion'", '', ''],
    ['metrics-gate reports-are-written-before-the-build-fails: p99Threshold', module + "p99 of phase 2 'Micro Questions'", 'broken', broken],
    ['metrics-gate reports-are-written-before-the-build-fails: memory', module + 'rss_mb.max of the run', '', ''],
]
assert suite.testcase.last().skipped.@message.text() == warning

def json = new groovy.json.JsonSlurper().parse(new File(reports, 'verification.json'))
assert json.formatVersion == 2 && json.result == 'failed' && json.checksummed
assert json.directory == new File(basedir, 'artifacts/plan1').path
assert json.counts == [thresholds: 2, kept: 2, broken: 2, not_measured: 0, not_enough_data: 0, not_evaluated: 0]
assert json.problems == [
    [kind: 'broken', fails: true, message: broken],
    [kind: 'broken', fails: false, message: warning],
]
assert json.verdicts[2] == [threshold: 'p99Threshold', phase: [key: '2', name: 'Micro Questions'], metric: 'p99', unit: 'ms',
        min: null, max: 500, value: 812.4, samples: 1000, outcome: 'broken', effect: 'fails', maximumOfFewItems: false]
assert json.verdicts[3].subMap('threshold', 'phase', 'value', 'effect') ==
        [threshold: 'memory', phase: null, value: 512.3, effect: 'warns']

def page = new File(reports, 'summary.md').getText('UTF-8')
assert page.startsWith('### metrics-gate: FAILED (`reports-are-written-before-the-build-fails`)\n\n3 phases, 2 thresholds kept, 2 broken, 0 not measured\n')
assert page.contains('\n| `1` `Ingestion` | 80.5 ms | 310 ms | 499.9 ms | `p99` <= 500 ms | kept |  |\n')
assert page.contains('\n| `2` `Micro Questions` | 95 ms | 401.5 ms | 812.4 ms | `p99` <= 500 ms | **BROKEN** |  |\n')
assert page.contains('\n| the run |  |  |  | `rss_mb.max` <= 500 | broken (warning) at 512.3 |  |\n')
assert page.contains("<details><summary>What fails the build: 1</summary>\n\n```text\n$broken\n```\n\n</details>\n")
assert page.contains("<details><summary>Warnings: 1</summary>\n\n```text\n$warning\n```\n\n</details>\n")

def metrics = new File(reports, 'metrics.txt').readLines('UTF-8')
for (line in [
    'metrics_gate_phase_latency_seconds{module="reports-are-written-before-the-build-fails",phase="2",name="Micro Questions",statistic="p99"} 0.8124',
    'metrics_gate_resource{module="reports-are-written-before-the-build-fails",resource="rss_mb",statistic="max"} 512.3',
    'metrics_gate_verdicts{module="reports-are-written-before-the-build-fails",outcome="broken"} 2',
    'metrics_gate_passed{module="reports-are-written-before-the-build-fails"} 0',
]) {
    assert line in metrics
}
assert metrics.last() == '# EOF'
