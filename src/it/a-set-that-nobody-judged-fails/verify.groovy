def log = new File(basedir, 'build.log').getText('UTF-8')
def artifacts = new File(basedir, 'artifacts').canonicalFile

assert log.contains("Nobody judged the set that persist-metrics (execution 'persist' of org.example:a-set-that-nobody-judged-fails)"
        + " wrote to $artifacts/new: verify-metrics (execution 'verify') read $artifacts/plan1. Let both goals have the same"
        + ' <outputDirectory>: set it in the <configuration> of the plugin, not of one execution')
// Before what comes after the phase verify, such as a deployment.
assert log.contains(':verify-metrics (verify) on project a-set-that-nobody-judged-fails: Nobody judged')
assert !log.contains('threshold kept')
// Where the pipeline left no snapshot, the good set of an earlier build is no more that of this one.
assert log.contains("persist-metrics (execution 'persist' of org.example:a-set-that-nobody-judged-fails) found no snapshot for"
        + " $artifacts/new, and nobody looked there: verify-metrics (execution 'verify') read $artifacts/plan1. Let both goals"
        + ' have the same <outputDirectory>: set it in the <configuration> of the plugin, not of one execution')
