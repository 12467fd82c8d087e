def log = new File(basedir, 'build.log').getText('UTF-8')
def artifacts = new File(basedir, 'artifacts').canonicalFile

assert log.readLines().count { it.contains('BUILD FAILURE') } == 1
assert log.contains("Nobody judged the set that persist-metrics (execution 'persist' of"
        + " org.example:a-set-that-nobody-judged-fails-at-the-end) wrote to $artifacts/new: verify-metrics (execution 'verify')"
        + " read $artifacts/plan1. Let both goals have the same <outputDirectory>: set it in the <configuration> of the plugin,"
        + ' not of one execution')
// The first build called persist-metrics alone.
assert log.indexOf('BUILD FAILURE') < log.lastIndexOf('Nobody judged')
