package pms.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets out of a span what can name nobody: its name, times and ids, and the attributes of a closed list. Events of a span
 * are left out whole, for they hold messages of exceptions; that there was one tells {@code exception}.
 */
record NothingPersonal(SpanExporter exporter) implements SpanExporter {

    private static final Set<String> LET_OUT = Set.of(
            "method", "status", "outcome", "uri", "code", "exception", "error", "http.method", "http.status_code");

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(Filtered::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Filtered extends DelegatingSpanData {

        private final Attributes attributes;

        Filtered(SpanData span) {
            super(span);
            this.attributes = span.getAttributes().toBuilder()
                    .removeIf((AttributeKey<?> key) -> !LET_OUT.contains(key.getKey()))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        /** Without its description, which is the message of an exception. */
        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
