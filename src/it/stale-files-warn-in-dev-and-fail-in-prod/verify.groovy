def log = new File(basedir, 'build.log').getText('UTF-8')

def set = new File(basedir, 'artifacts/plan1')
def stale = ['phase_metrics.json', 'latency_histograms.json'].collect {
    "${new File(set, it)} was written at 2026-01-31T12:00:00Z, which is not within the 24 h of <maxAge>"
}
def remedy = 'run the pipeline again, or raise <maxAge> (-Dmetricsgate.maxAge)'
// What is stale is not judged.
def counts = 'thresholds kept'

def (dev, prod) = log.split('BUILD SUCCESS')
def warnings = dev.readLines().findAll { it.startsWith('[WARNING]') }
stale.each { sentence -> assert warnings.any { it.endsWith("$sentence: $remedy") } }
assert !dev.contains(counts)

assert !prod.contains(counts)
assert prod.contains("2 files stale, and <environment> is PROD; $remedy:")
stale.each { assert prod.contains(it) }
assert !log.contains("${new File(set, 'resource_usage.jsonl')} was written at")
