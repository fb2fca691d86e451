package pms.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class NothingPersonalTest {

    private static final String MARKER = "Ada Lovelace";

    private final Kept kept = new Kept(new ArrayList<>());
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new NothingPersonal(kept)))
            .build()
            .get("test");

    private record Kept(List<SpanData> spans) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void leavesOutWhatIsNotOnTheList() {
        tracer.spanBuilder("search")
                .setAttribute("http.url", "/api/patients?q=" + MARKER)
                .setAttribute("status", "200")
                .startSpan()
                .end();

        assertThat(kept.spans())
                .singleElement()
                .satisfies(span ->
                        assertThat(span.getAttributes().asMap()).containsOnlyKeys(AttributeKey.stringKey("status")));
    }

    @Test
    void leavesOutMessagesOfExceptions() {
        tracer.spanBuilder("search")
                .startSpan()
                .recordException(new IllegalStateException(MARKER))
                .setStatus(StatusCode.ERROR, MARKER)
                .end();

        assertThat(kept.spans()).singleElement().satisfies(span -> {
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getStatus().getDescription()).isEmpty();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        });
    }
}
