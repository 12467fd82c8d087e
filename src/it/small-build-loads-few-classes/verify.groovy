// What a build without failures pays for at start-up: 141 classes and 12 lambdas when this was written.
def loaded = new File(basedir, 'classes.log').readLines().findAll { it.contains(' io.github.metricsgate.') }
        .collect { it.replaceFirst(/.* (io\.github\.metricsgate\.\S+).*/, '$1') }
def lambdas = loaded.findAll { it.contains('$$Lambda') }
def classes = loaded - lambdas
assert classes.size() in 100..150 : classes.size() + ' classes: ' + classes
assert lambdas.size() <= 25 : lambdas.size() + ' lambdas: ' + lambdas
// What is only needed for large files, or when something is wrong.
['files.SampleSpelling', 'json.Excerpt', 'metrics.Violation', 'text.Suggestion', 'report.Problem'].each {
    assert !classes.contains('io.github.metricsgate.' + it) : it
}
return true
