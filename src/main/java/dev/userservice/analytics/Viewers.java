package dev.userservice.analytics;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.jspecify.annotations.Nullable;

/**
 * How many different people looked, estimated from hashes of them, without keeping who: a few are exact, a few hundred
 * almost, and more within about 2 %. One alone is a mere number, which is what most are.
 */
final class Viewers {

    private static final int LOG_OF_REGISTERS = 12;
    private static final Viewers NOBODY = new Viewers(null, 0);

    private final @Nullable HllSketch sketch;
    private final long single;

    private Viewers(@Nullable HllSketch sketch, long single) {
        this.sketch = sketch;
        this.single = single;
    }

    static Viewers nobody() {
        return NOBODY;
    }

    static Viewers one(long hash) {
        return new Viewers(null, hash);
    }

    static Viewers of(byte[] bytes) {
        return new Viewers(HllSketch.heapify(bytes), 0);
    }

    boolean isNobody() {
        return this == NOBODY;
    }

    /** Both together; neither may be used any more, as the result may be one of them, grown. */
    Viewers plus(Viewers others) {
        if (isNobody() || others.isNobody()) {
            return isNobody() ? others : this;
        }
        return new Viewers(sketch == null ? others.with(single) : others.with(sketch), 0);
    }

    private HllSketch with(long hash) {
        HllSketch all = sketch();
        all.update(hash);
        return all;
    }

    private HllSketch with(HllSketch other) {
        if (sketch == null) {
            other.update(single);
            return other;
        }
        return union(sketch, other);
    }

    private HllSketch sketch() {
        HllSketch all = sketch == null ? new HllSketch(LOG_OF_REGISTERS) : sketch;
        if (sketch == null && !isNobody()) {
            all.update(single);
        }
        return all;
    }

    private static HllSketch union(HllSketch one, HllSketch other) {
        HllUnion union = new HllUnion(LOG_OF_REGISTERS);
        union.update(one);
        union.update(other);
        return union.getResult();
    }

    long number() {
        if (isNobody()) {
            return 0;
        }
        return sketch == null ? 1 : Math.round(sketch.getEstimate());
    }

    byte[] bytes() {
        return sketch().toCompactByteArray();
    }
}
