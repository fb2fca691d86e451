package pms.gateway.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What BlockHound finds in libraries below that is no waiting to speak of. Nothing else is excused. */
public final class ExcusedWaits implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // The database driver's nonce for SCRAM comes from /dev/urandom, which never waits but is a file.
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
        // Netty 4.2 takes short locks of its own when event loops share an arena of its buffer allocator.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "allocate");
    }
}
