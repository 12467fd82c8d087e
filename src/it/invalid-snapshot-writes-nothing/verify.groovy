def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("4 violations in ${new File(basedir, 'metrics-snapshot.json')}; nothing was written:")
for (line in [
    'metrics-snapshot.json:4:61 /phase_metrics/1/duration_ms: found "2000.5", expected a number or null',
    'metrics-snapshot.json:4:90 /phase_metrics/1/items_processed: found 9.5, expected a whole number, not negative, or null',
    'metrics-snapshot.json:4:191 /phase_metrics/1/latency_histogram/p99: found 299.0, expected at least p95, which is 310.0',
    'metrics-snapshot.json:5:21 /resource_usage/0/rss_mb: is missing; expected a number, not negative',
]) {
    assert log.contains("  $line")
}
def before = new File(basedir, "../../../src/it/${basedir.name}/artifacts/plan1")
def after = new File(basedir, 'artifacts/plan1')
assert after.list().sort() == before.list().sort()
after.eachFile { assert it.bytes == new File(before, it.name).bytes }
assert after.list().size() == 4
