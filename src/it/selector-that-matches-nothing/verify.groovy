def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('2 thresholds in the configuration of metrics-gate would hold nothing:')
assert log.contains("<thresholds><ingestion> in the pom: 'Ingest1on' matches no phase (did you mean 'Ingestion'?);"
        + " there are 0 'Configuration', 1 'Ingestion'")
assert log.contains("<thresholds><reports> in the pom: 'Report*' matches no phase; there are 0 'Configuration', 1 'Ingestion'")
