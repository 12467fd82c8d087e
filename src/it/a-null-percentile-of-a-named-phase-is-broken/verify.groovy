def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 threshold broken:')
assert log.contains("p99 of phase 1 'Ingestion' was not measured, and its threshold names the phase"
        + ' (<thresholds><ingestion> in pom.xml:23): measure it, or select the phase with a glob if it may be absent')
assert log.contains('1 Ingestion           -       -         -  p99 <= 2 s     BROKEN, not measured')
assert log.contains('2 phases, 1 threshold kept, 1 broken, 0 not measured')
