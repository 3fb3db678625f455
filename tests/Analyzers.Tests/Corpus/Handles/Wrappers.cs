using System;
using System.Threading.Tasks;
using Devmem;

/// <summary>Types of a user's own: nothing is known of them but their attributes.</summary>
[MustRelease]
public abstract class Lease : IDisposable
{
    public abstract int Size { get; }

    [return: Owning]
    public static Lease Take(int size) => throw new NotSupportedException();

    public abstract void Work();

    [Releases]
    public abstract void Dispose();
}

[MustRelease]
public abstract class AsyncLease : IAsyncDisposable
{
    public abstract ValueTask DisposeAsync();
}

[MustRelease("GiveBack")]
public abstract class Loan
{
    public abstract int Size { get; }

    public abstract void GiveBack();

    public abstract void Dispose();
}

[MustRelease]
public ref struct Window
{
    public int Size { get; }

    [Releases]
    public void Dispose()
    {
    }
}

public interface IOffice
{
    Lease Lease();

    AsyncLease AsyncLease();

    Loan Loan();

    Window Window();

    bool TryLease([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Lease? lease);

    void Keep([Owning] Lease lease);

    void Look([NotOwning] Lease lease);

    [return: NotOwning]
    Lease Shared();

    void End([Releases] Lease lease);
}

internal static class Wrappers
{
    static void Lease_forgotten(IOffice office)
    {
        Lease lease = office.Lease(); //! DEVMEM008
        _ = lease.Size;
    }

    static void Lease_disposed(IOffice office)
    {
        Lease lease = office.Lease();
        lease.Dispose();
    }

    static void Lease_under_using(IOffice office)
    {
        using Lease lease = office.Lease();
        lease.Work();
    }

    static void Lease_lost_to_an_exception(IOffice office)
    {
        Lease lease = office.Lease(); //! DEVMEM008
        lease.Work();
        lease.Dispose();
    }

    static void Lease_tried(IOffice office)
    {
        if (office.TryLease(out Lease? lease))
            lease.Dispose();
    }

    static void Lease_tried_and_forgotten(IOffice office)
    {
        if (office.TryLease(out Lease? lease)) //! DEVMEM008
            _ = lease.Size;
    }

    static void Lease_kept_by_the_office(IOffice office)
    {
        Lease lease = office.Lease();
        office.Keep(lease);
    }

    static void Lease_kept_by_the_office_and_used(IOffice office)
    {
        Lease lease = office.Lease();
        office.Keep(lease);
        _ = lease.Size; //! DEVMEM005
    }

    static void Lease_only_looked_at(IOffice office)
    {
        Lease lease = office.Lease(); //! DEVMEM008
        office.Look(lease);
    }

    static void Lease_ended_by_an_argument(IOffice office)
    {
        Lease lease = office.Lease();
        office.End(lease);
    }

    static void Lease_shared_is_a_borrow(IOffice office)
    {
        Lease lease = office.Shared();
        _ = lease.Size;
    }

    static async Task Async_lease_under_await_using(IOffice office, Task ready)
    {
        await using AsyncLease lease = office.AsyncLease();
        await ready;
    }

    static async Task Async_lease_under_await_using_statement(IOffice office, Task ready)
    {
        await using (office.AsyncLease())
            await ready;
    }

    static async Task Async_lease_under_await_using_with_configure_await(IOffice office, Task ready)
    {
        AsyncLease lease = office.AsyncLease();
        await using (lease.ConfigureAwait(false))
            await ready;
    }

    static async Task Async_lease_under_await_using_declaration_with_configure_await(IOffice office, Task ready)
    {
        AsyncLease lease = office.AsyncLease();
        await using var guard = lease.ConfigureAwait(false);
        await ready;
    }

    static async Task Async_lease_lost_at_an_await(IOffice office, Task ready)
    {
        AsyncLease lease = office.AsyncLease(); //! DEVMEM008
        await ready;
        await lease.DisposeAsync();
    }

    static async Task Async_lease_disposed(IOffice office)
    {
        AsyncLease lease = office.AsyncLease();
        await lease.DisposeAsync();
    }

    static async Task Async_lease_forgotten(IOffice office, Task ready)
    {
        AsyncLease lease = office.AsyncLease(); //! DEVMEM008
        await ready;
    }

    static void Loan_given_back(IOffice office)
    {
        Loan loan = office.Loan();
        loan.GiveBack();
    }

    static void Loan_disposed_is_not_given_back(IOffice office)
    {
        Loan loan = office.Loan(); //! DEVMEM008
        loan.Dispose();
    }

    static void Window_under_using(IOffice office)
    {
        using Window window = office.Window();
        _ = window.Size;
    }

    static void Window_forgotten(IOffice office)
    {
        Window window = office.Window(); //! DEVMEM008
        _ = window.Size;
    }
}
