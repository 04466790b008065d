package dev.userservice.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Shows the samples to Prometheus. */
@Component
class SyncGauges implements MeterBinder {

    private final SyncSamples samples;

    SyncGauges(SyncSamples samples) {
        this.samples = samples;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        samples.register(meters);
    }
}
