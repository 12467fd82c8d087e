def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count('[ERROR] -b concurrent: this builder may run verify before the phases that it follows, or leave it'
        + ' out, so that verify-metrics does not judge what the build persists; build without it (-T alone builds modules in'
        + ' parallel)') == 2
assert !new File(basedir, 'artifacts').exists()
