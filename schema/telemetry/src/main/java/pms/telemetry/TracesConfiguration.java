package pms.telemetry;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpHttpSpanExporterBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Traces, where somebody takes them: see {@link TelemetryEnvironment}. */
@AutoConfiguration(before = {OpenTelemetryTracingAutoConfiguration.class, TelemetryConfiguration.class})
public final class TracesConfiguration {

    /** Nothing leaves a service but by this way. */
    @Bean
    SpanExporters spanExporters(List<SpanExporter> exporters) {
        return SpanExporters.of(exporters.stream().map(NothingPersonal::new).toList());
    }

    /** What is not taken at once is dropped: a collector that is away must hold up no end of a service. */
    @Bean
    OtlpHttpSpanExporterBuilderCustomizer withoutRetry() {
        return exporter -> exporter.setRetryPolicy(null);
    }

    @Bean
    Traces traces(Tracer tracer, Propagator propagator) {
        return new OpenTelemetryTraces(tracer, propagator);
    }
}
