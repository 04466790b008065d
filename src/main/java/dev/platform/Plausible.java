package dev.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time from 1970 to tomorrow: one from the far future would outrank every later change of its user. */
@Documented
@Constraint(validatedBy = Plausible.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Plausible {

    String message() default "must lie between 1970 and tomorrow";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the validator's clock what tomorrow is. */
    final class Validator implements ConstraintValidator<Plausible, Instant> {

        @Override
        public boolean isValid(@Nullable Instant time, ConstraintValidatorContext context) {
            Instant tomorrow = context.getClockProvider().getClock().instant().plus(Duration.ofDays(1));
            return time == null || (!time.isBefore(Instant.EPOCH) && time.isBefore(tomorrow));
        }
    }
}
