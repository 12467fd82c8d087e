import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')
assert builds.size() == 5
def (parallel, broken, alone, unfinished) = builds.drop(1)

// Several modules at a time: what is merged is what they have persisted by then.
[parallel, broken].each { log ->
    assert log.contains('[INFO] Without metrics: org.example:docs')
    assert log.contains("Merged 2 phases and 3 resource samples from 3 metrics sets into ${new File(basedir, 'all/target/metrics-snapshot.json')}")
    assert log.contains('  org.example:ingestion: 1 phase from ../ingestion/artifacts/plan1')
    assert log.contains('  org.example:scoring: 2 phases from ../scoring/artifacts/plan1')
    assert log.contains('  org.example:export: 1 phase from ../export/artifacts/plan1')
    assert log.contains('[WARNING] No percentiles of phase "Score": no histogram in org.example:scoring, org.example:export')
    assert log.contains('p99 of phase Score \'Score\' was not measured (<thresholds><others> in all/pom.xml:35); the merge of 2 sets has no'
            + ' percentiles: no histogram in org.example:scoring, org.example:export')
    assert log.contains('items_processed >= 110  kept at 110')
    assert log.contains('rss_mb.max <= 3000      kept at 2048')
    assert log.contains('errors of phase Store \'Store\' is 1, over its limit of 0')
    // What was merged is judged with the rest.
    assert !log.contains('Nobody judged')
}
assert parallel.contains('BUILD SUCCESS')
assert parallel =~ /Store Store  10 ms  30.02 ms  900 ms  p99 <= 1000 ms +kept/

// 900 ms, where the percentiles of the modules are 20 ms and 900 ms: one of a hundred items is what it says.
assert broken.contains("p99 of phase Store 'Store' is 900 ms, over its limit of 500 ms by 80 % (<thresholds><store> in all/pom.xml:31")
def set = new File(basedir, 'all/artifacts/plan1')
def store = new JsonSlurper().parse(new File(set, 'phase_metrics.json')).Store
assert store.items_processed == 110
assert store.duration_ms == 1500
assert store.errors == [[item: 7, message: 'retried']]
assert store.latency_histogram.min == 10
assert store.latency_histogram.max == 900
assert store.source['merged from'] ==
        'org.example:ingestion (../ingestion/artifacts/plan1), org.example:scoring (../scoring/artifacts/plan1)'
assert new File(set, 'resource_usage.jsonl').readLines()*.find(/rss_mb": [0-9.]+/) == ['rss_mb": 512.3', 'rss_mb": 2048', 'rss_mb": 600']

// What is not built is not there: an earlier build's sets are not this one's.
assert alone.contains('3 metrics sets missing, and <environment> is PROD:')
['ingestion', 'scoring', 'export'].each {
    assert alone.contains("No metrics set of 'org.example:$it' (a dependency of this module): it is not part of this build (-pl, -rf), so"
            + ' that a set of it is of an earlier one. Build it too (-am), or name its directory in <sets>')
}

assert unfinished.contains('aggregate-metrics (execution \'default\' of org.example:all) merged nothing: persist-metrics (execution'
        + ' \'default\' of org.example:ingestion), of a module that this one depends on, has not run in this build, or not to the end.')
return true
