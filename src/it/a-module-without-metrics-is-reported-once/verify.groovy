def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.startsWith('[WARNING] There is no snapshot') } == 2
['library', 'tools'].each { module ->
    def snapshot = new File(basedir, "$module/metrics-snapshot.json").canonicalPath
    assert log.contains("[WARNING] There is no snapshot $snapshot: ")
    assert !log.contains(new File(basedir, "$module/artifacts").canonicalPath)
    assert new File(basedir, "$module/target/metrics-gate/summary.md").text.contains('There is no metrics set')
}
assert log.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured')
// There is nothing to sum up, as one module alone has metrics; and what an earlier build summed up is gone.
assert !log.contains('Metrics of')
assert new File(basedir, 'target/metrics-gate-reactor').list() as List == []
