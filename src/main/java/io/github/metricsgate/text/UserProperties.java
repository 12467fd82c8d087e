package io.github.metricsgate.text;

/** Every user property of the plugin, for the goals that use them and the messages that mention them. */
public final class UserProperties {

    public static final String PREFIX = "metricsgate.";

    public static final String ACCEPT = PREFIX + "accept";
    public static final String ANNOTATIONS = PREFIX + "annotations";
    public static final String ATTACH = PREFIX + "attach";
    public static final String BASELINE_BRANCH = PREFIX + "baselineBranch";
    public static final String COMPARE_BY = PREFIX + "compareBy";
    public static final String CONFIRMATIONS = PREFIX + "confirmations";
    public static final String ENVIRONMENT = PREFIX + "environment";
    public static final String FAIL_ON_ABORTED = PREFIX + "failOnAborted";
    public static final String FAIL_ON_BROKEN_THRESHOLD = PREFIX + "failOnBrokenThreshold";
    public static final String FALSE_ALARMS = PREFIX + "falseAlarms";
    public static final String HISTORY = PREFIX + "history";
    public static final String HISTORY_SERVER = PREFIX + "historyServer";
    public static final String IMPORT_AS = PREFIX + "importAs";
    public static final String IMPORT_ENVIRONMENT = PREFIX + "importEnvironment";
    public static final String IMPORT_FROM = PREFIX + "importFrom";
    public static final String IMPORT_JMH_MODE = PREFIX + "importJmhMode";
    public static final String IMPORT_ONLY = PREFIX + "importOnly";
    public static final String KEEP_FOR = PREFIX + "keepFor";
    public static final String KEEP_RUNS = PREFIX + "keepRuns";
    public static final String KEEP_SETS = PREFIX + "keepSets";
    public static final String LATENCY_UNIT = PREFIX + "latencyUnit";
    public static final String MAX_AGE = PREFIX + "maxAge";
    public static final String MIN_RUNS = PREFIX + "minRuns";
    public static final String MODULE = PREFIX + "module";
    public static final String ON_INCONCLUSIVE = PREFIX + "onInconclusive";
    public static final String OUTPUT_DIRECTORY = PREFIX + "outputDirectory";
    public static final String P99_THRESHOLD = PREFIX + "p99Threshold";
    public static final String REASON = PREFIX + "reason";
    public static final String RECORD_RUN = PREFIX + "recordRun";
    public static final String REGRESSIONS = PREFIX + "regressions";
    public static final String REPORT_DIRECTORY = PREFIX + "reportDirectory";
    public static final String SETS = PREFIX + "sets";
    public static final String SKIP = PREFIX + "skip";
    public static final String SNAPSHOT = PREFIX + "snapshot";
    public static final String SOURCES = PREFIX + "sources";
    public static final String UNTIL = PREFIX + "until";
    public static final String VERIFICATION = PREFIX + "verification";
    public static final String WHEN_MISSING = PREFIX + "whenMissing";
    public static final String WINDOW = PREFIX + "window";

    private UserProperties() {}
}
