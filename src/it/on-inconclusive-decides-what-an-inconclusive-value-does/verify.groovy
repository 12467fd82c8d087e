def log = new File(basedir, 'build.log').getText('UTF-8')

def tooFew = "p99 of phase 0 'Ingestion' was not judged: only 20 items, <minSamples> is 100" +
        ' (<thresholds><ingestion> in pom.xml:24)'
def none = "p99 of phase 1 'Export' was not measured (<p99Threshold> in pom.xml:22)"
def counts = '3 phases, 1 threshold kept, 0 broken, 1 not measured, 1 without enough data'

def (ignored, warned, failed) = log.split('BUILD SUCCESS')
def warnings = { it.readLines().findAll { it.startsWith('[WARNING]') } }
for (run in [ignored, warned, failed]) {
    assert run.contains(counts)
}
assert ignored.contains(' p99 <= 500 ms  not enough data')
assert ignored.contains(' p99 <= 500 ms  not measured')
assert !ignored.contains(tooFew) && !ignored.contains(none)

assert warnings(warned).any { it.endsWith(tooFew) }
assert warnings(warned).any { it.endsWith(none) }

assert failed.contains('2 thresholds without a verdict, and <onInconclusive> is fail:')
assert failed.contains(tooFew) && failed.contains(none)
assert failed.contains(' p99 <= 500 ms  NOT ENOUGH DATA')
assert failed.contains(' p99 <= 500 ms  NOT MEASURED')
