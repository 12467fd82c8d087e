def log = new File(basedir, 'build.log').getText('UTF-8')

def named = "p99 of phase 0 'Ingestion' was not judged: only 20 items, <minSamples> is 100" +
        ' (<thresholds><ingestion> in pom.xml:22)'
def glob = "p99 of phase 1 'Export' was not judged: only 1 item, <minSamples> is 2 (<thresholds><exports> in pom.xml:23)"
def counts = '2 phases, 0 thresholds kept, 0 broken, 0 not measured, 2 without enough data'

def (dev, prod) = log.split('BUILD SUCCESS')
def warnings = { it.readLines().findAll { it.startsWith('[WARNING]') } }
assert dev.contains('0 Ingestion  80.5 ms  310 ms  900.5 ms*  p99 <= 500 ms  not enough data')
assert dev.contains(counts)
assert warnings(dev).any { it.endsWith(named) }
assert warnings(dev).any { it.endsWith(glob) }

assert prod.contains('0 Ingestion  80.5 ms  310 ms  900.5 ms*  p99 <= 500 ms  NOT ENOUGH DATA')
assert prod.contains('1 Export       10 ms   20 ms     30 ms*  p99 <= 500 ms  not enough data')
assert prod.contains(counts)
assert prod.contains('1 threshold without a verdict, and <environment> is PROD, which requires a verdict for each phase that a'
        + ' threshold names (or an <onInconclusive> that says otherwise):')
assert prod.contains(named)
assert !warnings(prod).any { it.endsWith(named) }
assert warnings(prod).any { it.endsWith(glob) }
