def log = new File(basedir, 'build.log').getText('UTF-8')

assert !log.contains('an aggregator without')
['not-inherited', 'of-others', 'with-a-phase'].each { module ->
    def snapshot = new File(basedir, module + (module == 'with-a-phase' ? '/target/metrics-snapshot.json' : '/out/metrics.json'))
    assert log.contains(':persist-metrics (default) on project ' + module + ': ')
    assert log.contains('There is no snapshot ' + snapshot.canonicalPath)
}
return true
