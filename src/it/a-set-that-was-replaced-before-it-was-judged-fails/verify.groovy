def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'artifacts/plan1').canonicalFile

assert log.contains("The set in $set is not the one that persist-metrics (execution 'default' of org.example:a-set-that-was-replaced-before-it-was-judged-fails) wrote there in"
        + ' this build: phase_metrics.json differs and latency_histograms.json differs. Let nothing write there between the two'
        + ' goals, and give both the same names of files')
