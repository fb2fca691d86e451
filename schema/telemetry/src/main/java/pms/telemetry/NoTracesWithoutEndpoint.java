package pms.telemetry;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves out all that traces where nobody takes the traces, so that it costs no time at start and no memory. */
public final class NoTracesWithoutEndpoint implements AutoConfigurationImportFilter, EnvironmentAware {

    private boolean traced;

    @Override
    public void setEnvironment(Environment environment) {
        traced = TelemetryEnvironment.isTraced(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        return match(configurations);
    }

    boolean[] match(@Nullable String[] configurations) {
        boolean[] kept = new boolean[configurations.length];
        for (int i = 0; i < kept.length; i++) {
            String name = configurations[i];
            kept[i] = traced || name == null || !traces(name);
        }
        return kept;
    }

    private static boolean traces(String name) {
        return name.startsWith("org.springframework.boot.micrometer.tracing.")
                || name.startsWith("org.springframework.boot.opentelemetry.")
                || name.equals(TracesConfiguration.class.getName());
    }
}
