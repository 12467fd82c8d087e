package io.github.metricsgate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.RecordedRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;

class PostgresStoreContractTest extends RunStoreContract {

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.schema();

    @Override
    RunStore store(Retention retention, Clock clock) {
        return PostgresServer.store(url, "postgres", null, retention, clock, PostgresTimeouts.DEFAULT);
    }

    @Override
    void damage(RecordedRun run) throws Exception {
        String schema = url.substring(url.indexOf('=') + 1);
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("UPDATE " + schema
                        + ".metrics_gate_run SET entry = set_byte(entry, length(entry) / 2,"
                        + " get_byte(entry, length(entry) / 2) # 1) WHERE epoch_second = ?")) {
            statement.setLong(1, run.time().getEpochSecond());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
