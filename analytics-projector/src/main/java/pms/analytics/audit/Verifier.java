package pms.analytics.audit;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import pms.analytics.audit.Fault.Kind;

/**
 * Walks over the log once, in order, and keeps no more of it than the last hash. Each entry is held against the hash
 * that stands before it, so one changed entry is one fault. Not thread-safe.
 */
final class Verifier {

    static final int MAX_FAULTS = 100;

    private final Chain chain;
    private final Head head;
    private final List<Fault> faults = new ArrayList<>();
    private long faultCount;
    private long entries;
    private long position;
    private ByteString hash = Chain.beforeTheFirst();

    Verifier(Chain chain, Head head) {
        this.chain = chain;
        this.head = head;
        if (head.isMissing()) {
            add(new Fault(0, Kind.MISSING, "head"));
        } else if (!head.isSealedBy(chain)) {
            add(new Fault(head.entries(), Kind.CHANGED, "head"));
        }
    }

    Verifier next(Link link) {
        boolean follows = link.position() == position + 1;
        boolean intact = link.hash().equals(chain.hash(hash, link.position(), link.entry()));
        if (link.position() > head.entries() && !head.isMissing()) {
            add(new Fault(link.position(), Kind.INSERTED, "behind-the-head"));
        } else if (!follows) {
            add(new Fault(position + 1, Kind.MISSING, "entry"));
        } else if (!intact) {
            add(new Fault(link.position(), Kind.CHANGED, "hash"));
        }
        entries++;
        position = link.position();
        hash = link.hash();
        return this;
    }

    /** Rows of patients that belong to no entry. */
    Verifier stray(long ofPosition) {
        add(new Fault(ofPosition, Kind.INSERTED, "patient"));
        return this;
    }

    /** After the last entry. */
    Verifier end() {
        if (position < head.entries()) {
            add(new Fault(position + 1, Kind.TRUNCATED, "entry"));
        } else if (position == head.entries() && !hash.equals(head.hash())) {
            add(new Fault(position, Kind.CHANGED, "head"));
        }
        return this;
    }

    Verification result() {
        return new Verification(entries, HexFormat.of().formatHex(hash.toByteArray()), faultCount, List.copyOf(faults));
    }

    private void add(Fault fault) {
        faultCount++;
        if (faults.size() < MAX_FAULTS) {
            faults.add(fault);
        }
    }
}
