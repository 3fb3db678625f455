using System;

namespace Devmem.Conformance.Generating;

/// <summary>Something is acquired, used, and ended: each way to write that.</summary>
internal sealed partial class Generator
{
    private void BatchRegion(Scope scope)
    {
        string socket = Pick(scope.Sockets);
        string name = Name("batch");
        Scope with = scope.Deeper() with { Batches = scope.Batches.Add(name) };
        if (Chance(0.25))
        {
            TryReceive(scope, with, socket, name);
            return;
        }

        string acquire = Receive(socket);
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        Region("FragmentBatch", name, acquire, Pick(["Release", "Dispose", "Release"]), scope, with, isClass: true, () =>
        {
            if (scope.IsInLoop && scope.MayLeaveLoop && Chance(0.3))
                _code.Line($"if ({name}.EndOfStream) {Pick(["break;", "continue;"])}");
        });
    }

    private void TokenRegion(Scope scope)
    {
        string batch = Pick(scope.Batches);
        if ((scope.MustBeQuiet && !Slips()) || Detached(batch) > 1)
        {
            Filler(scope);
            return;
        }

        string name = Name("token");
        _features.Add("detach");
        int index = _detached[batch] = Detached(batch) + 1;
        index--;
        Scope with = scope.Deeper() with { Tokens = scope.Tokens.Add(name) };
        string acquire = Chance(0.2) ? $"{FreshToken()}({batch}, {index})" : $"{batch}.Detach({index})";
        Region("DevmemToken", name, acquire, "Release", scope, with, isClass: false, () => { });
    }

    private void SocketRegion(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("order");
        string name = Name("socket");
        Scope with = scope.Deeper() with { Sockets = scope.Sockets.Add(name) };
        Region("DevmemSocket", name, $"{Pick(scope.Bindings)}.Attach(Calls.Connect())", Pick(["Close", "Dispose"]), scope, with, isClass: true, () => { });
    }

    /// <summary>A program that binds itself.</summary>
    private void Whole(Scope scope)
    {
        _features.Add("order");
        string name = Name("binding");
        Scope with = scope.Deeper() with { Bindings = [name] };
        Region("RxBinding", name, $"device.BindRx(memory, [0], AutoreleaseMode.{_mode})", Pick(["Unbind", "Dispose"]), scope, with, isClass: true, () => { }, Within);
    }

    /// <summary>Sometimes a second binding, on another queue, before the socket.</summary>
    private void Within(Scope scope)
    {
        if (!Chance(0.3))
        {
            SocketRegion(scope);
            return;
        }

        _features.Add("two bindings");
        string name = Name("binding");
        Scope with = scope.Deeper() with { Bindings = scope.Bindings.Add(name) };
        Region("RxBinding", name, $"device.BindRx(memory, [1], AutoreleaseMode.{_mode})", Pick(["Unbind", "Dispose"]), scope, with, isClass: true, () => { }, SocketRegion);
    }

    private void Region(string type, string name, string acquire, string release, Scope scope, Scope with, bool isClass, Action start, Action<Scope>? body = null)
    {
        body ??= Statements;
        string end = End(type, name, release);
        switch (_random.Next(isClass ? 12 : 11))
        {
            case 0 or 1:
                _code.Line($"using {type} {name} = {acquire};");
                start();
                body(with);
                break;
            case 2 or 3:
                _code.Block($"using ({type} {name} = {acquire})", () =>
                {
                    start();
                    body(with);
                });
                break;
            case 4 or 5:
                _code.Line($"{type} {name} = {acquire};");
                _code.Block("try", () =>
                {
                    start();
                    body(with);
                });
                _code.Block("finally", () => _code.Line(end));
                break;
            case 6:
                _code.Line($"{type} {name} = {acquire};");
                _code.Block("try", () => body(with with { MayReturn = false, MayLeaveLoop = false }));
                _code.Block("catch", () =>
                {
                    _code.Line(end);
                    _code.Line("throw;");
                });
                AtEnd(end);
                break;
            case 7:
                Early(type, name, acquire, end, with, body);
                break;
            case 8:
                Remembered(type, name, acquire, end, with, body);
                break;
            case 11:
                Guarded(type, name, acquire, release, with, body);
                break;
            default:
                // On the normal way only: whatever throws in between loses it.
                _code.Line($"{type} {name} = {acquire};");
                body(Chance(0.8) ? with.Exposed() : with);
                AtEnd(end);
                break;
        }
    }

    private void AtEnd(string end)
    {
        if (!Slips())
            _code.Line(end);
        if (Chance(_careless / 3))
            _code.Line(end);
    }

    /// <summary>One branch ends it early, the other late.</summary>
    private void Early(string type, string name, string acquire, string end, Scope with, Action<Scope> body)
    {
        _code.Line($"{type} {name} = {acquire};");
        bool returns = with.MayReturn && Chance(0.5);
        _code.Block($"if ({Condition(with.Exposed())})", () =>
        {
            AtEnd(end);
            if (returns)
                _code.Line("return;");
        });
        _code.Block(returns ? "" : "else", () =>
        {
            body(with.Exposed());
            AtEnd(end);
        });
    }

    /// <summary>A flag says whether it was ended.</summary>
    private void Remembered(string type, string name, string acquire, string end, Scope with, Action<Scope> body)
    {
        _features.Add("flag");
        string flag = Name("ended");
        _code.Line($"bool {flag} = false;");
        _code.Line($"{type} {name} = {acquire};");
        _code.Block("try", () =>
        {
            _code.Block($"if ({Condition(with)})", () =>
            {
                _code.Line(end);
                _code.Line($"{flag} = true;");
            });
            _code.Block($"if (!{flag})", () => body(with));
        });
        _code.Block("finally", () =>
        {
            _code.Line($"if (!{flag})");
            _code.Line("    " + end);
        });
    }

    /// <summary>Null until it is acquired, inside of the try.</summary>
    private void Guarded(string type, string name, string acquire, string release, Scope with, Action<Scope> body)
    {
        _features.Add("null guard");
        _code.Line($"{type}? {name} = null;");
        _code.Block("try", () =>
        {
            _code.Line($"{name} = {acquire};");
            body(with);
        });
        _code.Block("finally", () =>
        {
            if (Chance(0.5))
            {
                _code.Line($"{name}?.{release}();");
                return;
            }

            _code.Line($"if ({name} != null)");
            _code.Line($"    {name}.{release}();");
        });
    }

    private void TryReceive(Scope scope, Scope with, string socket, string name)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("try pattern");
        string call = $"{socket}.TryReceive(linear, out FragmentBatch? {name})";
        string end = End("FragmentBatch", name, "Release");
        switch (_random.Next(4))
        {
            case 0:
                _code.Block($"if ({call})", () => Protected(with, end));
                break;
            case 1 when scope.MayReturn:
                _code.Line($"if (!{call})");
                _code.Line("    return;");
                Protected(with, end);
                break;
            case 2:
                string got = Name("got");
                _code.Line($"bool {got} = {call};");
                if (Chance(0.5))
                    Filler(scope with { MustBeQuiet = true });
                _code.Block($"if ({got})", () => Protected(with, end));
                break;
            default:
                _code.Line($"_ = {call};");
                _code.Block($"if ({name} is not null)", () => Protected(with, end));
                break;
        }
    }

    private void Protected(Scope with, string end)
    {
        if (Chance(0.3))
        {
            Statements(with.Exposed());
            AtEnd(end);
            return;
        }

        _code.Block("try", () => Statements(with));
        _code.Block("finally", () => _code.Line(end));
    }
}
