package pms.billing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets the database driver take its login nonce: SecureRandom reads /dev/urandom, a file to BlockHound, which never
 * waits once the system has started.
 */
public final class ScramRandomness implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
    }
}
