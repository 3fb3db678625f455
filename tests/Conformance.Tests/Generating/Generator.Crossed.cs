using System;

namespace Devmem.Conformance.Generating;

/// <summary>Stories about the way back: tokens of one socket that are returned through another, of the same binding or of a second one.</summary>
internal sealed partial class Generator
{
    private bool IsCrossed() => new Random(_seed * 31).Next(14) == 0;

    private void Crossed()
    {
        _features.Add("order");
        bool two = Chance(0.5);
        if (two)
            _features.Add("two bindings");
        string first = Name("binding"), last = two ? Name("binding") : first, near = Name("socket"), far = Name("socket");
        _code.Line($"using RxBinding {first} = {Bound(0, _mode)};");
        if (two)
            _code.Line($"using RxBinding {last} = {Bound(1, _mode)};");
        _code.Line($"using DevmemSocket {near} = {first}.Attach(Calls.Connect());");
        _code.Line($"using DevmemSocket {far} = {last}.Attach(Calls.Connect());");
        string batch = Name("batch"), token = Name("token");
        _code.Line($"using FragmentBatch {batch} = {near}.Receive(linear);");
        _code.Line($"DevmemToken {token} = {batch}.Detach(0);");
        Return(near, far, token);
        if (Chance(0.3))
            _code.Line($"{Pick([near, far])}.Receive(linear).Dispose();");
    }

    private void Return(string near, string far, string token)
    {
        switch (_random.Next(6))
        {
            case 0:
                _code.Line($"{far}.Release([{token}]);");
                break;
            case 1:
                _code.Block($"if ({Flag()})", () => _code.Line($"{far}.Release([{token}]);"));
                _code.Block("else", () => _code.Line($"{near}.Release([{token}]);"));
                break;
            case 2:
                string way = Name("way");
                _code.Line($"DevmemSocket {way} = {Flag()} ? {near} : {far};");
                _code.Line($"{way}.Release([{token}]);");
                break;
            case 3:
                _features.Add("helper");
                _members["Back"] = Apart(() => _code.Line("static void Back(DevmemSocket through, DevmemToken token) => through.Release([token]);"));
                _code.Line($"Back({Pick([near, far])}, {token});");
                break;
            case 4:
                _code.Block("try", () => _code.Line("Calls.Work();"));
                _code.Block("finally", () => _code.Line($"{Pick([near, far])}.Release([{token}]);"));
                break;
            default:
                _code.Line(Chance(0.5) ? $"{near}.Release([{token}]);" : $"{token}.Release();");
                break;
        }
    }
}
