package dev.authservice;

import dev.authservice.account.AccountEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What those were told who hear of accounts, whether it was committed or not. */
public final class AccountNews implements AccountEvents {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void created(String accountId, long version) {
        told.add("created " + accountId + " " + version);
    }

    @Override
    public void updated(String accountId, long version) {
        told.add("updated " + accountId + " " + version);
    }

    @Override
    public void deleted(String accountId, long version) {
        told.add("deleted " + accountId + " " + version);
    }

    /** Each with the id and the version, the first one first. */
    public List<String> told() {
        return List.copyOf(told);
    }

    void clear() {
        told.clear();
    }
}
