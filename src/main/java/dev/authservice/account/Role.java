package dev.authservice.account;

import java.util.EnumSet;
import java.util.Set;

/** What an account may do, and what it is found as. */
public enum Role {
    USER,
    INFLUENCER,
    BRAND,
    CREW,
    MODERATOR,
    ADMIN,
    SUPER_ADMIN;

    /** What anybody may choose to be. */
    static final Set<Role> KINDS = EnumSet.of(INFLUENCER, BRAND, CREW);
}
