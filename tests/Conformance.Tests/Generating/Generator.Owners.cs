using System;

namespace Devmem.Conformance.Generating;

/// <summary>Classes of the program that own what they are given, or acquire themselves.</summary>
internal sealed partial class Generator
{
    /// <summary>A batch in an object that releases it.</summary>
    private void Held(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("owner");
        _types["Holder"] = Apart(() => _code.Block("sealed class Holder : IDisposable", () =>
        {
            _code.Line("private readonly FragmentBatch _batch;");
            _code.Line("");
            _code.Block("public Holder(FragmentBatch batch)", () => _code.Line("_batch = batch;"));
            _code.Line("");
            _code.Line("public int Count => _batch.Count;");
            _code.Line("");
            _code.Block("public void Dispose()", () => _code.Line("_batch.Dispose();"));
        }));
        string name = Name("holder");
        string socket = Pick(scope.Sockets);
        Region("Holder", name, $"new Holder({socket}.Receive(linear))", "Dispose", scope, scope.Deeper(), isClass: true, () => _code.Line($"linear[5] += (byte){name}.Count;"));
    }

    /// <summary>A binding and its socket in one object.</summary>
    private void Session(Scope scope)
    {
        _features.Add("owner");
        _features.Add("order");
        _types["Session"] = Apart(() => _code.Block("sealed class Session : IDisposable", () =>
        {
            _code.Line("private readonly RxBinding _binding;");
            _code.Line("private readonly DevmemSocket _socket;");
            _code.Line("");
            _code.Block("public Session(DevmemDevice device, Dmabuf memory)", () =>
            {
                _code.Line($"_binding = device.BindRx(memory, [0], AutoreleaseMode.{_mode});");
                _code.Block("try", () => _code.Line("_socket = _binding.Attach(Calls.Connect());"));
                _code.Block("catch", () =>
                {
                    _code.Line("_binding.Unbind();");
                    _code.Line("throw;");
                });
            });
            _code.Line("");
            _code.Line("public DevmemSocket Socket => _socket;");
            _code.Line("");
            _code.Line("public FragmentBatch Next(byte[] linear) => _socket.Receive(linear);");
            _code.Line("");
            _code.Block("public void Dispose()", () =>
            {
                _code.Line("_socket.Close();");
                _code.Line("_binding.Unbind();");
            });
        }));
        string name = Name("session");
        Scope with = scope.Deeper() with { Sockets = [name + ".Socket"] };
        Region("Session", name, "new Session(device, memory)", "Dispose", scope, with, isClass: true, () => { });
    }

    /// <summary>Batches and tokens that are released when a fence says so.</summary>
    private void Deferred(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("deferred");
        string name = Name("later");
        Scope with = scope.Deeper();
        Region("DeferredReleases", name, "new DeferredReleases()", "Dispose", scope, with, isClass: true, () => { }, body =>
        {
            string batch = Name("batch");
            _code.Line($"FragmentBatch {batch} = {Pick(scope.Sockets)}.Receive(linear);");
            if (Slips())
                Filler(body with { MustBeQuiet = false });
            _code.Line($"{name}.Add({batch}, Done.Fence);");
            Statements(body);
        });
    }

    /// <summary>What a sender sends, waited for.</summary>
    private void Sending(Scope scope)
    {
        _features.Add("sender");
        string binding = Name("transmit"), sender = Name("sender"), operation = Name("sent");
        Region("TxBinding", binding, "device.BindTx(memory)", Pick(["Unbind", "Dispose"]), scope, scope.Deeper(), isClass: true, () => { }, first =>
            Region("DevmemSender", sender, $"{binding}.Attach(Calls.Connect())", Pick(["Close", "Dispose"]), first, first.Deeper(), isClass: true, () => { }, second =>
                Region("SendOperation", operation, $"{sender}.Send(0, 64)", Pick(["Wait", "Dispose"]), second, second.Deeper(), isClass: true, () => { })));
    }

    /// <summary>An iterator that hands over what it receives.</summary>
    private void Iterated(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("iterator");
        _members["All"] = Apart(() => _code.Block("static IEnumerable<FragmentBatch> All(DevmemSocket from, byte[] linear)", () =>
            _code.Block("while (Choose.Flag)", () => _code.Line("yield return from.Receive(linear);"))));
        string name = Name("each");
        Scope with = scope.Deeper() with { Batches = scope.Batches.Add(name), IsInLoop = true, MayLeaveLoop = true };
        _code.Block($"foreach (FragmentBatch {name} in All({Pick(scope.Sockets)}, linear))", () => Released(with, name));
    }

    /// <summary>Something that arrives by other ways than a declaration, ended on every way.</summary>
    private void Released(Scope with, string name)
    {
        if (Chance(0.5))
        {
            _code.Block($"using ({name})", () => Statements(with));
            return;
        }

        _code.Block("try", () => Statements(with));
        _code.Block("finally", () => _code.Line($"{name}.Release();"));
    }

    /// <summary>A copy of the struct is the same token.</summary>
    private void Copied(Scope scope)
    {
        string batch = Pick(scope.Batches);
        if ((scope.MustBeQuiet && !Slips()) || Detached(batch) > 1)
        {
            Filler(scope);
            return;
        }

        _features.Add("detach");
        _features.Add("copy");
        int index = Detached(batch);
        _detached[batch] = index + 1;
        string token = Name("token"), copy = Name("copy");
        _code.Line($"DevmemToken {token} = {batch}.Detach({index});");
        _code.Line($"DevmemToken {copy} = {token};");
        Scope with = scope.Deeper() with { Tokens = scope.Tokens.Add(token).Add(copy) };
        Action end = Chance(0.4) && scope.Sockets.Contains("socket") && scope.Sockets.Count == 1 && batch.StartsWith("batch", StringComparison.Ordinal)
            ? () => _code.Line($"socket.Release([{copy}]);")
            : () => _code.Line($"{Pick([token, copy])}.Release();");
        if (Chance(0.6))
        {
            _code.Block("try", () => Statements(with));
            _code.Block("finally", end);
            return;
        }

        Statements(with.Exposed());
        if (!Slips())
            end();
        if (Slips())
            end();
    }
}
