def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 threshold in the configuration of metrics-gate applies to nothing:')
assert log.contains("<thresholds><ingestion> in pom.xml:22: no selected phase has the metric 'p98' (did you mean 'p95'?);"
        + ' the metrics are p50, p95, p99')
