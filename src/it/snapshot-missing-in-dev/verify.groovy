def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().any { it.startsWith('[WARNING]') && it.endsWith('There is no snapshot '
        + "${new File(basedir, 'target/metrics-snapshot.json')}: let the pipeline write it before persist-metrics runs,"
        + ' set <snapshot> (-Dmetricsgate.snapshot), or switch the goals off in this module (-Dmetricsgate.skip)') }
def before = new File(basedir, "../../../src/it/${basedir.name}/artifacts/plan1")
def after = new File(basedir, 'artifacts/plan1')
assert after.list().sort() == before.list().sort()
after.eachFile { assert it.bytes == new File(before, it.name).bytes }
assert after.list().size() == 4
