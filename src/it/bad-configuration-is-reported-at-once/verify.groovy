def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('11 mistakes in the configuration of metrics-gate:')
def limit = ': a limit is a number (milliseconds) or a number with a unit (ns, us, ms, s, m, h, d), as in 500, 500ms or 1.5s'
for (line in [
    "<environment> is 'STAGING': it must be DEV or PROD",
    "<latencyUnit> is 'min': it must be ns, us, ms, s",
    "<failOnBrokenThreshold> is 'no': it must be true or false",
    "<p99Threshold> is 'fast'$limit",
    "<thresholds><ingestion><max> is '2 seconds'$limit",
    '<thresholds><everything><phase> is empty: give it a value or leave it out',
    '<thresholds><limitless> has no limit: add one, as in <max>500ms</max>, <min>10</min> or <maxIncrease>10%</maxIncrease>',
    '<thresholds><scoring> occurs twice: give each threshold a name of its own, as in <scoring-2>;'
        + " Maven merges a parent's and a child's thresholds by name",
    '<thresholds><threshold>: give the threshold a name of its own, as in'
        + " <ingestion><phase>Ingestion</phase><max>2s</max></ingestion>; Maven merges a parent's and a child's"
        + ' thresholds by name',
    "<thresholds><report><metrik> is not an element of a threshold (did you mean 'metric'?);"
        + ' it has <phase>, <metric>, <max>, <min>, <maxIncrease>, <maxDecrease>, <minRuns>, <confirmations>, <severity>, <minSamples>,'
        + ' <optional>, <reason>',
    "<snapshots> is no parameter of any goal of the plugin (did you mean 'snapshot'?)",
]) {
    assert log.contains(line)
}
assert !log.contains('violation')
assert new File(basedir, 'artifacts/plan1').list() == ['phase_metrics.json']
assert new File(basedir, 'artifacts/plan1/phase_metrics.json').text == 'no JSON'
