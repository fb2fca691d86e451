package pms.gateway.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * The database driver draws its nonce for SCRAM on an event loop, when a connection is made. The JDK reads it from
 * /dev/urandom, which never waits but is a file to BlockHound. Nothing else is excused.
 */
public final class RandomBytes implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
    }
}
