using System;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>One build of the marked program as a newcomer has it, with a report for machines beside it.</summary>
public sealed class DefaultBuild(PackedFeed feed) : IAsyncLifetime
{
    private ConsumerProject? _consumer;
    private DotnetCommand? _build;

    internal ConsumerProject Consumer => _consumer ?? throw new InvalidOperationException("The fixture has not been initialized.");

    internal DotnetCommand Build => _build ?? throw new InvalidOperationException("The fixture has not been initialized.");

    public async ValueTask InitializeAsync()
    {
        _consumer = new ConsumerProject(feed, ConsumerProject.Receiver);
        _build = await _consumer.BuildAsync($"-p:ErrorLog=\"{_consumer.SarifPath}%2Cversion=2.1\"");
    }

    public ValueTask DisposeAsync()
    {
        _consumer?.Dispose();
        return ValueTask.CompletedTask;
    }
}
