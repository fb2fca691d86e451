package pms.gateway.billing;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One HTTP/2 connection, made with the first call. */
@Configuration(proxyBeanMethods = false)
class BillingConnection {

    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    @Bean(destroyMethod = "shutdown")
    ManagedChannel billingChannel(BillingSettings settings) {
        return Grpc.newChannelBuilder(settings.target(), InsecureChannelCredentials.create())
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .keepAliveTime(1, TimeUnit.MINUTES)
                .disableRetry()
                .build();
    }
}
