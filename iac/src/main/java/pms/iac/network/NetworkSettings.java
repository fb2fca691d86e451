package pms.iac.network;

/**
 * The network of a deployment.
 *
 * @param cidr of the whole
 * @param zones how many availability zones, the first of the region
 * @param s3PrefixList the id of S3's addresses in the region, for the way to it; empty: the network is not closed
 */
public record NetworkSettings(String cidr, int zones, String s3PrefixList) {

    /** Whether what is inside can reach only what is named. */
    public boolean closed() {
        return !s3PrefixList.isEmpty();
    }
}
