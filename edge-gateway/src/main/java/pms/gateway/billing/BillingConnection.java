package pms.gateway.billing;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import pms.telemetry.CallTraces;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One HTTP/2 connection to billing. Its libraries are loaded with the first call, not at start, and not on an event
 * loop.
 */
@Component
class BillingConnection implements DisposableBean {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final BillingSettings settings;
    private final String credentials;
    private final Mono<ManagedChannel> channel;
    private volatile @Nullable ManagedChannel opened;

    /** @throws pms.gateway.start.StartRefused without a token */
    BillingConnection(BillingSettings settings) {
        this.settings = settings;
        this.credentials = settings.credentials();
        this.channel = Mono.fromCallable(this::open)
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(made -> false);
    }

    Mono<ManagedChannel> channel() {
        return channel;
    }

    private ManagedChannel open() {
        ManagedChannel made = Grpc.newChannelBuilder(settings.target(), InsecureChannelCredentials.create())
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .keepAliveTime(1, TimeUnit.MINUTES)
                .disableRetry()
                .intercept(MetadataUtils.newAttachHeadersInterceptor(shown()), new CallTraces())
                .build();
        opened = made;
        return made;
    }

    private Metadata shown() {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, credentials);
        return headers;
    }

    @Override
    public void destroy() {
        ManagedChannel made = opened;
        if (made != null) {
            made.shutdown();
        }
    }
}
