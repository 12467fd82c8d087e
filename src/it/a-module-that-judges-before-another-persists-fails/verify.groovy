def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'pipeline/artifacts').canonicalFile

assert log.contains("persist-metrics (execution 'default' of org.example:pipeline) wrote nothing to $set: verify-metrics (execution"
        + " 'default' of org.example:gate) ran on that directory first, so it judged an earlier set or none. Let"
        + ' org.example:pipeline be built before org.example:gate: make it a dependency, or list it first in <modules>')
assert new File(set, 'phase_metrics.json').text.contains('"p99": 3')
