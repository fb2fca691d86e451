package pms.projection;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Calls inside libraries that block for microseconds. Nothing else is excused. */
public final class KnownBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Random bytes come from /dev/urandom: a file, but one that never makes a reader wait (random(7)).
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        // A lock around a list of threads, held for some instructions: gRPC hands work to its executor.
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker");
        // Likewise around the arenas of Netty's allocator.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "allocate")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");
    }
}
