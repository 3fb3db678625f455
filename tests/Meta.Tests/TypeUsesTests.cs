using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Meta.Tests;

/// <summary>The walk behind the arrows sees a use in whatever form it comes.</summary>
public sealed class TypeUsesTests
{
    [Theory]
    [InlineData(typeof(InBase))]
    [InlineData(typeof(InField))]
    [InlineData(typeof(InSignature))]
    [InlineData(typeof(InArgument))]
    [InlineData(typeof(InCall))]
    [InlineData(typeof(InCreation))]
    [InlineData(typeof(InCatch))]
    [InlineData(typeof(InAttribute))]
    [InlineData(typeof(InConstraint))]
    [InlineData(typeof(InInferredLocal))]
    [InlineData(typeof(InConversion))]
    public void A_use_is_seen(Type type) => Assert.Contains(typeof(Used), TypeUses.Of(type));

    /// <summary>What is written in a lambda or an async body is compiled into a type of its own, inside the type it is written in.</summary>
    [Theory]
    [InlineData(typeof(InLambda))]
    [InlineData(typeof(InAsync))]
    public void A_use_is_seen_in_the_types_that_the_compiler_makes(Type type) =>
        Assert.Contains(typeof(Used), type.GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Prepend(type).SelectMany(TypeUses.Of));

    [Fact]
    public void What_is_not_used_is_not_seen() => Assert.DoesNotContain(typeof(Used), TypeUses.Of(typeof(InNothing)));

    [AttributeUsage(AttributeTargets.All)]
    private class Used : Attribute
    {
        public static int Number() => 1;

        public static Used[] Many() => [];
    }

    private sealed class UsedError : Exception;

    private sealed class InNothing
    {
        public static string Name => nameof(Used);
    }

    private sealed class InBase : Used;

    private sealed class InField
    {
        public Used? Value = null;
    }

    private abstract class InSignature
    {
        public abstract void Take(ref Used value);
    }

    private abstract class InArgument
    {
        public abstract Dictionary<string, List<Used>> Make();
    }

    private sealed class InCall
    {
        public static int Call() => Used.Number();
    }

    private sealed class InCreation
    {
        public static object Make() => new Used();
    }

    private sealed class InCatch
    {
        public static void Try()
        {
            try
            {
                Console.Out.Flush();
            }
            catch (UsedError error) when (error.Data[0] is Used)
            {
                throw;
            }
        }
    }

    [Used]
    private sealed class InAttribute;

    private sealed class InConstraint
    {
        public static void Take<T>(T value)
            where T : Used => Console.WriteLine(value);
    }

    private sealed class InInferredLocal
    {
        public static int Count()
        {
            var many = Used.Many();
            return many.Length;
        }
    }

    private sealed class InConversion
    {
        public static bool Test(object value) => value is Used;
    }

    private sealed class InLambda
    {
        public static Func<object> Make() => () => new Used();
    }

    private sealed class InAsync
    {
        public static async Task<object> MakeAsync()
        {
            await Task.Yield();
            return new Used();
        }
    }
}
