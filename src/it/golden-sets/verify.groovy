def log = new File(basedir, 'build.log').getText('UTF-8')

def golden = new File(basedir, '../../../src/test/resources/golden')
def names = golden.listFiles().findAll { it.directory }*.name.sort()
assert names.size() > 8
assert new File(basedir, 'artifacts').list().sort() == names
for (name in names) {
    assert log =~ /Wrote \d+ phases? and \d+ resource samples? to .*$name\s/
    for (file in ['phase_metrics.json', 'resource_usage.jsonl', 'latency_histograms.json', 'run.json']) {
        assert new File(basedir, "artifacts/$name/$file").bytes == new File(golden, "$name/expected/$file").bytes
    }
}
