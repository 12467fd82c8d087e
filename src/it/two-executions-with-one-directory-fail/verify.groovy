def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'artifacts/plan1').canonicalFile

assert log.contains("persist-metrics (execution 'fast' of org.example:two-executions-with-one-directory-fail) wrote nothing to"
        + " $set: the set there is of the execution 'slow', and no verify-metrics has judged it. Give each execution an"
        + ' <outputDirectory> of its own, or let verify-metrics run in between')
assert new File(set, 'phase_metrics.json').text.contains('"p99": 812')
assert !log.contains('kept')
