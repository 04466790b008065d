package dev.authservice.account;

/**
 * Hears of every change of what other services know of an account, inside the transaction that makes it: whatever is
 * noted down then is there if and only if the change is.
 */
public interface AccountEvents {

    void created(String accountId, long version);

    void updated(String accountId, long version);

    void deleted(String accountId, long version);
}
