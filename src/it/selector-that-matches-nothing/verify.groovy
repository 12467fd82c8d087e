def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('2 thresholds in the configuration of metrics-gate apply to nothing:')
assert log.contains("<thresholds><ingestion> in pom.xml:22: 'Ingest1on' matches no phase (did you mean 'Ingestion'?);"
        + " the phases are key 0 'Configuration' and key 1 'Ingestion'")
assert log.contains("<thresholds><reports> in pom.xml:23: 'Report*' matches no phase; the phases are key 0 'Configuration' and key 1 'Ingestion'")
