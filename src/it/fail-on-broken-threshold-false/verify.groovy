def log = new File(basedir, 'build.log').getText('UTF-8')

def sentence = "p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %" +
        ' (<p99Threshold> in pom.xml:21)'
assert log.readLines().any { it.startsWith('[WARNING]') && it.endsWith(sentence) }
assert log.contains('2 Micro Questions   95 ms  401.5 ms  812.4 ms  p99 <= 500 ms  broken (warning)')
assert log.contains('2 phases, 1 threshold kept, 1 broken, 0 not measured')
