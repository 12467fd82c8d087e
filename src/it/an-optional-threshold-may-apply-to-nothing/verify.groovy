def log = new File(basedir, 'build.log').getText('UTF-8')

def runs = log.split(/BUILD (FAILURE|SUCCESS)/)
assert runs.size() == 4
assert runs[0].contains('1 phase, 1 threshold kept, 0 broken, 0 not measured')
assert runs[0].contains('<thresholds><export> in pom.xml:27 applies to nothing, and is optional')
assert runs[0].contains('<thresholds><reports> in pom.xml:28 applies to nothing, and is optional')
assert runs[2].contains('1 threshold in the configuration of metrics-gate applies to nothing:')
assert runs[2].contains("<thresholds><reports> in pom.xml:28: 'Report*' matches no phase; the phases are key 0 'Load'")
assert runs[3].contains("<thresholds><reports><optional> is 'perhaps': it must be true or false")
